package io.actionstream.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "file:///videos/a@b=c?d.avi, file:///videos/a@b=c?d.avi",
    })
    void shouldShowAnAddressWithoutItsCredentials(String address, String shown) {
        assertThat(new VideoAddress(address)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "file:///videos/a.mp4, file:/videos/a.mp4",
        "FILE://localhost/videos/a.mp4, file:/videos/a.mp4",
        "file:/videos/a.mp4, file:/videos/a.mp4",
        "file:///videos/a%20b%25%C3%BC.mp4, file:/videos/a b%ü.mp4",
        "file:///videos/100%.mp4, file:/videos/100%.mp4",
        "file:///videos/50%off#1?.mp4, file:/videos/50%off#1?.mp4",
        "file:a.mp4, file:file:a.mp4",
        "videos/a%20b.mp4, file:videos/a%20b.mp4",
        "concat:a.mp4|b.mp4, file:concat:a.mp4|b.mp4",
        "file:///dev/null, /dev/null",
        "file:///dev/video99, /dev/video99",
        "/dev/shm/no-video.avi, file:/dev/shm/no-video.avi",
    })
    void shouldReadAFileOrWebcamFrom(String address, String url) {
        assertThat(new VideoAddress(address).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://", "file://videos", "file://server/a.mp4", "file:///a%00.mp4"})
    void shouldRefuseAFileAddressWithoutAFileOfThisMachine(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VideoAddress(address))
                .withMessageStartingWith(address);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://user:secret@host:554/live, rtsp://user:secret@host:554/live",
        "RTSP://host/live, rtsp://host/live",
        "rtsp://user:p@ss:w/rd%#?@host:554/live, rtsp://user:p%40ss:w%2Frd%25%23%3F@host:554/live",
        "rtsp://user:p@ss:w/rd%#?@[::1]/live, rtsp://user:p%40ss:w%2Frd%25%23%3F@[::1]/live",
        "rtsp://user:p%40ss%3Aw%2Frd%25%23%3F@host/live, rtsp://user:p%40ss%3Aw%2Frd%25%23%3F@host/live",
        "rtsp://user:50%@host/live, rtsp://user:50%25@host/live",
        "rtsp://user:a@b@host, rtsp://user:a%40b@host",
        "http://host/of/bob@example.com/live, http://host/of/bob@example.com/live",
        "http://host:80?user=bob@example.com, http://host:80?user=bob@example.com",
        "http://bob:a@b@host/bob@example.com, http://bob:a%40b@host/bob@example.com",
        "http://[::1]:80/bob@example.com, http://[::1]:80/bob@example.com",
    })
    void shouldEncodeWhatWouldEndTheHostInAPassword(String address, String url) {
        assertThat(new VideoAddress(address).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://host/clip.mp4, true",
        "https://host/a.b/clip.MKV?token=1.ts, true",
        "ftp://host/clip.avi, true",
        "http://host/live.m3u8, false",
        "http://host/stream.mp4/live, false",
        "http://host/live.ts, false",
        "rtsp://host/clip.mp4, false",
    })
    void shouldKnowAFileOnAServerByItsName(String address, boolean isFile) {
        assertThat(new VideoAddress(address).isNamedAsFile()).isEqualTo(isFile);
    }

    @Test
    void shouldHideSecretsInAMessage() {
        assertThat(ShownAddress.hide(
                        "Unmatched: 'rtsp://a:secret@host/x', '--camera=b=rtsp://a:s'ec ret@host/y'",
                        List.of("publish", "rtsp://a:secret@host/x", "--camera=b=rtsp://a:s'ec ret@host/y")))
                .isEqualTo("Unmatched: 'rtsp://host/x', '--camera=b=rtsp://host/y'");
    }
}
