package io.actionstream.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluation.Judged;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private final Evaluation evaluation = new Evaluation(
            List.of("Arch<ery", "Bowling"),
            List.of(new Judged("a.avi", 0, new float[] {0.9f, 0.1f}), new Judged("b.avi", 1, new float[] {0.8f, 0.2f
            })));

    @TempDir
    private Path folder;

    @Test
    void shouldWriteJson() throws IOException {
        Path file = folder.resolve("report.json");
        JsonReport.write(evaluation, 2, file);
        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.at("/samples").asInt()).isEqualTo(2);
        assertThat(report.at("/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/accuracy95/low").asDouble()).isCloseTo(0.0945, within(1e-4));
        assertThat(report.at("/top/accuracy").asDouble()).isEqualTo(1);
        assertThat(report.at("/classes/1/precision").isNull()).isTrue();
        assertThat(report.at("/classes/1/recall").asDouble()).isZero();
        assertThat(report.at("/confusion/counts").toString()).isEqualTo("[[1,0],[1,0]]");
        assertThat(report.at("/calibration/expectedError").asDouble()).isCloseTo(0.45, within(1e-6));
        assertThat(report.at("/calibration/bins/1/samples").asInt()).isEqualTo(1);
        assertThat(report.at("/thresholds/17/precision").asDouble()).isEqualTo(1);
        assertThat(report.at("/judged/1/predicted").asText()).isEqualTo("Arch<ery");
    }

    @Test
    void shouldWriteAPageThatNeedsNothingElse() throws IOException {
        Path file = folder.resolve("report.html");
        Picture picture = new Picture("plot", "A & B", new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB));
        HtmlReport.write("best on test", evaluation, 2, List.of(picture), file);
        String page = Files.readString(file);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>best on test</h1>", "0.5000 (95&nbsp;%: 0.0945 to 0.9055)", "<h2>A &amp; B</h2>")
                .contains("<tr><td>expected calibration error</td><td>0.4500</td></tr>")
                .contains("<tr><td>0.85</td><td>0.500</td><td>1.000</td></tr>")
                .contains("<tr><td>Bowling</td><td>never predicted</td><td>0.000</td><td>1</td></tr>")
                .contains("<tr><td>b.avi</td><td>Bowling</td><td>Arch&lt;ery</td><td>0.80</td></tr>")
                .doesNotContain("http:", "https:", "src=\"/", "Arch<ery");
        BufferedImage image = picture(page);
        assertThat(image.getWidth()).isEqualTo(7);
        assertThat(image.getHeight()).isEqualTo(5);
    }

    private static BufferedImage picture(String page) throws IOException {
        Matcher source =
                Pattern.compile("src=\"data:image/png;base64,([^\"]+)\"").matcher(page);
        assertThat(source.find()).isTrue();
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(source.group(1))));
    }
}
