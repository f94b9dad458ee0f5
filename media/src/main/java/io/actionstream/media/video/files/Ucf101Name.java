package io.actionstream.media.video.files;

import io.actionstream.model.label.Labels;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a name of the UCF101 data set: {@code v_Archery_g12_c03.avi} is the third clip cut from the twelfth group
 * of Archery. Clips of a group show the same people in the same place, so a group must not be split between training and
 * test.
 *
 * @param label the action
 * @param group the group within the action, as {@code g12}
 */
public record Ucf101Name(String label, String group) {

    private static final Pattern NAME = Pattern.compile("v_(?<label>.+)_(?<group>g\\d+)_c\\d+\\.[^.]+");

    /** Reads the name of a file; empty when it follows another scheme. */
    public static Optional<Ucf101Name> of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new Ucf101Name(Labels.spelling(name.group("label")), name.group("group")))
                : Optional.empty();
    }
}
