package io.actionstream.synthetic.scene;

/**
 * The size of the picture.
 *
 * @param width columns, even
 * @param height rows, even
 */
public record SceneOptions(int width, int height) {
    /** As UCF101's videos. */
    public static final SceneOptions UCF101 = new SceneOptions(320, 240);

    public SceneOptions {
        requireSide("width", width);
        requireSide("height", height);
    }

    private static void requireSide(String name, int value) {
        if (value < 32 || value > 2048 || value % 2 != 0) {
            throw new IllegalArgumentException("scene " + name + " must be even and between 32 and 2048, not " + value);
        }
    }
}
