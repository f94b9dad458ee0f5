package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * The address of a video: a file, as a path or as {@code file:///}, a webcam ({@code /dev/video0}) or a network address
 * ({@code rtsp://}, {@code http://}).
 *
 * @param text as the user wrote it
 */
public record VideoAddress(String text) {

    /** FFmpeg tries again after 0, 1, 3, ... seconds, while that is no more than this. */
    private static final String RECONNECT_SECONDS = "2";

    private static final Path DEVICES = Path.of("/dev");
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int FILE_TYPE = 0xf000; // of the mode that stat(2) gives
    private static final int CHARACTER_DEVICE = 0x2000;

    private static final Pattern SCHEME = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*");
    private static final Set<String> OF_FILES = Set.of("http", "https", "ftp", "sftp");
    /** Not {@code .ts}, {@code .flv} and {@code .mjpeg}, which cameras have too. */
    private static final Set<String> VIDEO_NAMES = Set.of("avi", "m4v", "mkv", "mov", "mp4", "mpg", "webm", "wmv");

    private static final String PLAYLIST = "m3u8";

    /**
     * Takes an address as the user wrote it.
     *
     * @throws IllegalArgumentException when it is empty or can't be one
     */
    public VideoAddress {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the address of a video is empty");
        }
        if (!isNetwork(text)) {
            pathOf(text);
        }
    }

    private static boolean isNetwork(String text) {
        return SCHEME.matcher(text).matches() && !FileUrl.isOne(text);
    }

    private static Path pathOf(String text) {
        try {
            return Path.of(FileUrl.isOne(text) ? FileUrl.path(text) : text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(text + " is no file name: " + e.getReason(), e);
        }
    }

    /** True for an address on the network; false for a file, a folder or a webcam, which have a {@link #path()}. */
    public boolean isNetwork() {
        return isNetwork(text);
    }

    /** The file, folder or webcam. */
    public Path path() {
        if (isNetwork()) {
            throw new IllegalStateException(this + " has no path");
        }
        return pathOf(text);
    }

    /** True for a character device, also behind links, and for a name of a device that is not plugged in. */
    boolean isWebcam() {
        if (isNetwork()) {
            return false;
        }
        try {
            return ((int) Files.getAttribute(path(), "unix:mode") & FILE_TYPE) == CHARACTER_DEVICE;
        } catch (NoSuchFileException e) {
            Path missing = path().toAbsolutePath().normalize();
            return missing.startsWith(DEVICES) && !missing.startsWith(MEMORY);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * True for what may have no end: a webcam, a network address, a playlist. An open {@link VideoReader} knows if it has
     * one.
     */
    public boolean mayBeLive() {
        return isNetwork() || isWebcam() || extension().equals(PLAYLIST);
    }

    /** True when the name of a network address is that of a video file, as far as a name can tell. */
    public boolean isNamedAsFile() {
        return mayBeFile() && VIDEO_NAMES.contains(extension());
    }

    /** False when the protocol is one of cameras only. */
    boolean mayBeFile() {
        return isNetwork() ? OF_FILES.contains(scheme()) : !isWebcam();
    }

    private String scheme() {
        return text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    private String extension() {
        String name = isNetwork() ? text.split("[?#]", 2)[0] : path().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** True when an {@code @} stands so late that it may belong to a password as well as to the path. */
    boolean mayHideAPassword() {
        return isNetwork() && Credentials.isAmbiguous(text);
    }

    /** As FFmpeg reads it; a file's name is never taken for one of its protocols. */
    String url() {
        if (isNetwork()) {
            return scheme() + Credentials.encodedIn(text).substring(scheme().length());
        }
        return isWebcam() ? path().toString() : "file:" + path();
    }

    /** The format that must be named; null lets FFmpeg find out. */
    AVInputFormat inputFormat() throws VideoException {
        if (!isWebcam()) {
            return null;
        }
        try {
            avdevice_register_all();
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new VideoException(
                    "can't open " + text + ": webcams need a system library that is missing: " + cause.getMessage(), e);
        }
        return av_find_input_format("v4l2");
    }

    /** Settings of the protocol; owned by the caller. */
    AVDictionary settings() {
        AVDictionary settings = new AVDictionary(null);
        if (isNetwork() && scheme().startsWith("rtsp")) {
            av_dict_set(settings, "rtsp_flags", "prefer_tcp", 0); // lost UDP packets smear the picture
        } else if (isNetwork() && scheme().startsWith("http")) {
            // Servers close what is read at the pace of playing, also a connection that is to be used again for a seek.
            av_dict_set(settings, "reconnect", "1", 0);
            av_dict_set(settings, "reconnect_on_network_error", "1", 0);
            av_dict_set(settings, "reconnect_delay_max", RECONNECT_SECONDS, 0);
        }
        return settings;
    }

    /** Without the credentials that an address may carry. */
    @Override
    public String toString() {
        return ShownAddress.of(text);
    }
}
