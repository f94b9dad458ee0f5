package io.actionstream.page.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.page.PageException;
import io.actionstream.page.PageSettings;
import io.actionstream.page.TestPage;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private Path keystore;

    @BeforeEach
    void makeAKey() throws Exception {
        keystore = folder.resolve("page.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "page",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keystore.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void shouldServeByTlsWithAKeystore() throws Exception {
        try (var page = TestPage.start(settings(PASSWORD))) {
            var request = HttpRequest.newBuilder(page.address("/api/settings")).build();
            HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();

            assertThat(page.address("/").getScheme()).isEqualTo("https");
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldSayThatTheKeystoreCannotBeRead() {
        assertThatThrownBy(() -> TestPage.start(settings("another")))
                .isInstanceOf(PageException.class)
                .hasMessageStartingWith("cannot serve the page at 127.0.0.1");
    }

    private PageSettings settings(String password) {
        Access local = Access.local(0);
        Access.Keystore key = new Access.Keystore(keystore, password);
        return PageSettings.local(0, true)
                .with(new Access(local.bind(), 0, Set.of(), Optional.empty(), Optional.of(key)));
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keystore)) {
            trusted.load(file, PASSWORD.toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
