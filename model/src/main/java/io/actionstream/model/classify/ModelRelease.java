package io.actionstream.model.classify;

/**
 * A model that takes the place of the one before.
 *
 * @param number counts the releases: the higher, the newer
 * @param version what its checkpoint calls itself
 * @param uri where its checkpoint lies
 */
public record ModelRelease(long number, String version, String uri) {

    /** Tells whether it is the same model, released again. */
    public boolean repeats(ModelRelease other) {
        return other != null && version.equals(other.version) && uri.equals(other.uri);
    }
}
