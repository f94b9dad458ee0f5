package io.actionstream.jobs.publish;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the true action of a video comes from.
 *
 * @param setting {@code none}, {@code auto} for the name of a UCF101 file or of the folder it lies in, or the label
 */
public record LabelRule(String setting) {

    private static final String AUTO = "auto";
    private static final String NONE = "none";
    private static final Pattern UCF101_NAME = Pattern.compile("v_(.+)_g\\d+_c\\d+\\.[^.]+");

    /** Takes labels from names. */
    public static final LabelRule FROM_NAMES = new LabelRule(AUTO);

    /** The label of a live source, which has no name to take one from; null when unknown. */
    String ofAddress() {
        return isFromNames() || setting.equals(NONE) ? null : setting;
    }

    /** The label of a single file; null when unknown. */
    String ofFile(Path file) {
        return isFromNames() ? ucf101Label(file) : ofAddress();
    }

    /** The label of a file somewhere in a folder, whose subfolders are named for what they hold; null when unknown. */
    String ofFile(Path folder, Path file) {
        String label = ofFile(file);
        boolean inSubfolder = !folder.equals(file.getParent());
        return label == null && isFromNames() && inSubfolder
                ? file.getParent().getFileName().toString()
                : label;
    }

    private boolean isFromNames() {
        return setting.equals(AUTO);
    }

    private static String ucf101Label(Path file) {
        Matcher name = UCF101_NAME.matcher(file.getFileName().toString());
        return name.matches() ? name.group(1) : null;
    }
}
