package io.actionstream.training.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.training.events.FoundEvent;
import io.actionstream.training.events.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFilesTest {
    private final List<FoundEvent> events = List.of(
            new FoundEvent(new Segment("Waving", 600, 65_400), 1000, 0.91f, 0.953f, 11),
            new FoundEvent(new Segment("<Jump> & run", 3_723_004, 3_730_000), 3_730_000, 0.5f, 0.5f, 1));

    @Test
    void shouldWriteCsv() {
        assertThat(EventFiles.csv("v.avi", events).lines())
                .containsExactly(
                        "film,start,end,label,confidence,peak,clips",
                        "v.avi,600,65400,Waving,0.9100,0.9530,11",
                        "v.avi,3723004,3730000,<Jump> & run,0.5000,0.5000,1");
    }

    @Test
    void shouldWriteWebVtt() {
        assertThat(EventFiles.webVtt(events)).isEqualTo("""
                WEBVTT

                00:00:00.600 --> 00:01:05.400
                Waving 0.91

                01:02:03.004 --> 01:02:10.000
                &lt;Jump&gt; &amp; run 0.50
                """);
    }

    @Test
    void shouldWriteSubRip() {
        assertThat(EventFiles.subRip(events)).isEqualTo("""
                1
                00:00:00,600 --> 00:01:05,400
                Waving 0.91

                2
                01:02:03,004 --> 01:02:10,000
                <Jump> & run 0.50
                """);
    }

    @Test
    void shouldWriteFilesWithoutEvents() {
        assertThat(EventFiles.webVtt(List.of())).isEqualTo("WEBVTT\n");
        assertThat(EventFiles.subRip(List.of())).isEmpty();
        assertThat(EventFiles.csv("v.avi", List.of())).isEqualTo("film,start,end,label,confidence,peak,clips\n");
    }
}
