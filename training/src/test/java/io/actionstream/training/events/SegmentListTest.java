package io.actionstream.training.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.actionstream.training.predict.EventFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentListTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadSegmentsByVideo() throws IOException {
        SegmentList list = SegmentList.read(list("""
                film,start,end,label
                a.avi,0,5000,Waving

                b.avi,100,200,"Sit, stand ""up\"""
                a.avi,6000,9000,HandStandPushups
                """));
        assertThat(list.of(Path.of("films/a.avi")))
                .containsExactly(new Segment("Waving", 0, 5000), new Segment("HandstandPushups", 6000, 9000));
        assertThat(list.of(Path.of("b.avi"))).containsExactly(new Segment("Sit, stand \"up\"", 100, 200));
        assertThat(list.of(Path.of("c.avi"))).isEmpty();
    }

    @Test
    void shouldReadWhatAPredictionWrote() throws IOException {
        Segment segment = new Segment("Sit, \"down\"", 10, 20);
        FoundEvent event = new FoundEvent(segment, 20, 0.9f, 0.95f, 3);
        SegmentList read = SegmentList.read(list(EventFiles.csv("my, film.avi", List.of(event))));
        assertThat(read.of(Path.of("my, film.avi"))).containsExactly(segment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.avi;0;5;Waving|list.csv, line 2: a.avi;0;5;Waving is not film,start,end,label",
                "a.avi,0,5|is not film,start,end,label",
                "a.avi,0,5,|is not film,start,end,label",
                "a.avi,-1,5,Waving|is not film,start,end,label with times in milliseconds",
                "a.avi,0.5,5,Waving|is not film,start,end,label with times in milliseconds",
                "a.avi,5,5,Waving|line 2: a segment must begin at 0 or later and end after its start, not be from 5 to 5"
            })
    void shouldNameALineThatIsNone(String line, String message) throws IOException {
        Path file = list("film,start,end,label\n" + line + "\n");
        assertThatIOException().isThrownBy(() -> SegmentList.read(file)).withMessageContaining(message);
    }

    @Test
    void shouldWantTheHeader() throws IOException {
        Path empty = list("");
        Path without = Files.writeString(folder.resolve("without.csv"), "a.avi,0,5,Waving\n");
        assertThatIOException()
                .isThrownBy(() -> SegmentList.read(empty))
                .withMessage(empty + ": the first line must begin with film,start,end,label");
        assertThatIOException().isThrownBy(() -> SegmentList.read(without)).withMessageContaining("must begin with");
    }

    private Path list(String content) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), content);
    }
}
