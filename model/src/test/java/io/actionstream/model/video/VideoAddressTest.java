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
        "rtsp://user:secret@10.0.0.7, rtsp://10.0.0.7",
        "rtsp://user:secret@[fe80::1]:554/stream, rtsp://[fe80::1]:554/stream",
        "rtsp://user:sec/ret@10.0.0.7/stream, rtsp://...",
        "rtsp://user:sec?ret@10.0.0.7/stream, rtsp://...",
        "rtsp://user:sec#ret@10.0.0.7/stream, rtsp://...",
        "http://10.0.0.7/live?user=bob@example.com&password=secret, http://...",
        "http://10.0.0.7?user=bob@example.com&password=secret, http://...",
        "http://10.0.0.7/live#bob@example.com, http://...",
        "http://user:secret@10.0.0.7/live?user=bob@example.com, http://...",
        "http://10.0.0.7/of/bob@example.com/live, http://...",
        "http://10.0.0.7?password=secret, http://10.0.0.7?...",
        "http://10.0.0.7/live?user=admin&password=secret, http://10.0.0.7/live?...",
        "http://user:secret@10.0.0.7/live?token=secret, http://10.0.0.7/live?...",
        "http://10.0.0.7/live#secret, http://10.0.0.7/live?...",
        "rtsp://10.0.0.7:554/user=admin_password=secret_channel=1.sdp, rtsp://10.0.0.7:554/...",
        "rtsp://10.0.0.7/user=admin&password=secret?channel=1, rtsp://10.0.0.7/...",
        "rtsp://bob:secret@10.0.0.7/live/password=secret, rtsp://10.0.0.7/...",
        "videos/a@b?c.avi, videos/a@b?c.avi",
        "videos/a=b.avi, videos/a=b.avi",
        "/dev/video0, /dev/video0",
    })
    void shouldShowAnAddressWithoutItsCredentials(String address, String shown) {
        assertThat(new VideoAddress(address)).hasToString(shown);
    }
}
