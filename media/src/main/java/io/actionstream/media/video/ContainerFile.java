package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A container with one stream of video. It is written beside its place and moved there by {@link #close} once it is
 * finished, so that a half-written one is never seen.
 */
final class ContainerFile implements Closeable {

    private final Path file;
    private final Path unfinished;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVIOContext output = new AVIOContext(null);
    private AVStream stream;
    private boolean finished;

    /** Makes a container of the kind that the file's name asks for; nothing is written yet. */
    ContainerFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.unfinished = this.file.resolveSibling("." + this.file.getFileName() + ".part");
        VideoContainer kind = VideoContainer.of(this.file);
        check(avformat_alloc_output_context2(container, null, kind.format(), unfinished.toString()));
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        stream = avformat_new_stream(container, null);
    }

    /** The stream, whose codec is set before {@link #begin}. */
    AVStream stream() {
        return stream;
    }

    /** True when the codec's headers belong at the start of the file rather than into its packets. */
    boolean wantsGlobalHeader() {
        return (container.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
    }

    /** Opens the file and writes the container's header, which may change the stream's time base. */
    void begin() throws IOException {
        check(avio_open(output, unfinished.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        check(avformat_write_header(container, (AVDictionary) null));
    }

    /** Writes a packet, whose times are in units of a time base. */
    void write(AVPacket packet, AVRational timeBase) throws IOException {
        packet.stream_index(stream.index());
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        check(av_interleaved_write_frame(container, packet));
    }

    /** Writes the container's index: from now on the file is whole. */
    void finish() throws IOException {
        check(av_write_trailer(container));
        finished = true;
    }

    /** Gives native memory back, and puts the file in its place if it is finished, else deletes it. */
    @Override
    public void close() throws IOException {
        try {
            int closed = output.isNull() ? 0 : avio_closep(output);
            avformat_free_context(container);
            check(closed);
            if (finished) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void check(int status) throws VideoException {
        Ffmpeg.check(status, unfinished.toString(), "write");
    }
}
