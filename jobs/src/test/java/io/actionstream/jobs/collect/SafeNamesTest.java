package io.actionstream.jobs.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {

    private static final Path FOLDER = Path.of("/data");

    private final SafeNames names = new SafeNames();

    @ParameterizedTest
    @ValueSource(strings = {"Squats", "Jumping Jacks", "gate-1", "v1.2", "Überqueren", "走る", "a+b_c"})
    void shouldKeepASafeName(String text) {
        assertThat(names.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../../etc/passwd",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "C:\\x",
                ".hidden",
                "@eaDir",
                "__MACOSX",
                "#x",
                "$x",
                "~root",
                "-rf",
                "con",
                "NUL.txt",
                "COM1",
                "lost+found",
                "recycler",
                "x.",
                "x ",
                "a\nb",
                "a\u0000b",
                "a\u202eb",
                "a:b",
                "a*b?",
                "<script>",
                "a\"b",
                "a,b",
                "a;b",
                "a\tb",
                "\ud800",
                "e\u0301"
            })
    void shouldFindASafeNameForAnyText(String text) {
        String name = names.of(text);

        assertThat(name).matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._+-]*-[0-9a-f]{8}");
        assertThat(FOLDER.resolve(name).normalize().getParent()).isEqualTo(FOLDER);
    }

    @Test
    void shouldCutALongNameAtAWholeCharacter() {
        String name = names.of("走".repeat(85));

        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(80);
        assertThat(name).startsWith("走走").doesNotContain("\ufffd");
    }

    @Test
    void shouldNeverGiveTwoTextsTheSameNameInAnyLetterCase() {
        Set<String> given = new HashSet<>();

        for (String text : List.of("Squats", "squats", "SQUATS", "a/b", "a_b", "a\\b", "A_B", "é", "e\u0301")) {
            assertThat(given.add(names.of(text).toLowerCase(Locale.ROOT)))
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void shouldGiveATextTheSameNameAgain() {
        names.remember("squats", "squats");

        assertThat(names.of("Squats")).isEqualTo(names.of("Squats")).isNotEqualTo("Squats");
        assertThat(names.of("squats")).isEqualTo("squats");
    }
}
