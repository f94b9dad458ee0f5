package io.actionstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The entry of the job jar where FFmpeg and the live page are not there, as in Flink. */
class WithoutFfmpegTest {

    private static final Pattern NOT_IN_FLINK =
            Pattern.compile("bytedeco|page.target.classes|actionstream-page|javalin|jetty");

    @Test
    void shouldReadTheOptionsOfTheJob() throws Throwable {
        try (URLClassLoader classes = withoutFfmpeg()) {
            assertThatThrownBy(() -> classes.loadClass("org.bytedeco.javacpp.Pointer"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> classes.loadClass("io.actionstream.page.LivePage"))
                    .isInstanceOf(ClassNotFoundException.class);

            assertThatThrownBy(() -> main(classes, "run", "--checkpoint=nowhere"))
                    .hasMessageContaining("--checkpoint")
                    .hasMessageContaining("nowhere");
            main(classes, "run", "--help");
        }
    }

    private static void main(ClassLoader classes, String... arguments) throws Throwable {
        Class<?> entry = classes.loadClass(ClusterMain.class.getName());
        assertThat(entry).isNotSameAs(ClusterMain.class);
        try {
            entry.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static URLClassLoader withoutFfmpeg() throws IOException {
        URL[] rest = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !NOT_IN_FLINK.matcher(place).find())
                .map(WithoutFfmpegTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String place) {
        try {
            return Path.of(place).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(place, e);
        }
    }
}
