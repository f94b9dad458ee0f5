package io.actionstream.model.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoAddressTest {

    @ParameterizedTest
    @CsvSource({
        "rtsp://10.0.0.7/stream, rtsp://10.0.0.7/stream",
        "rtsp://user:secret@10.0.0.7/stream, rtsp://10.0.0.7/stream",
        "rtsp://user:sec@ret@10.0.0.7/stream, rtsp://10.0.0.7/stream",
        "rtsp://user:sec/ret@10.0.0.7/stream, rtsp://10.0.0.7/stream",
        "rtsp://user:sec?ret@10.0.0.7/stream, rtsp://10.0.0.7/stream",
        "http://10.0.0.7/live?user=admin&password=secret, http://10.0.0.7/live?...",
        "http://user:secret@10.0.0.7/live?token=secret, http://10.0.0.7/live?...",
        "http://10.0.0.7/live#secret, http://10.0.0.7/live?...",
        "videos/a@b?c.avi, videos/a@b?c.avi",
        "/dev/video0, /dev/video0",
    })
    void shouldShowAnAddressWithoutItsCredentials(String address, String shown) {
        assertThat(new VideoAddress(address)).hasToString(shown);
    }
}
