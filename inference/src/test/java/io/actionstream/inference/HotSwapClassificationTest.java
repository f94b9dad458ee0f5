package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.classify.ModelRelease;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HotSwapClassificationTest {

    private final FakeModel first = new FakeModel("v0");
    private final Map<String, CompletableFuture<FakeModel>> loads = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();
    private final HotSwapClassification service = new HotSwapClassification(first, this::open);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void shouldGoOnWithTheOldModelUntilTheNewOneIsLoaded() throws Exception {
        submit();
        CompletableFuture<Void> swap = use(1, "v1");
        awaitLoading("v1");

        submit();
        assertThat(first.clips()).isEqualTo(2);

        FakeModel next = loaded("v1");
        swap.get();
        submit();
        assertThat(first.clips()).isEqualTo(2);
        assertThat(next.clips()).isEqualTo(1);
    }

    @Test
    void shouldFinishClipsWithTheModelThatTheyWereGivenToAndThenCloseIt() throws Exception {
        CompletableFuture<ClipResult> early = submit();
        CompletableFuture<ClipResult> alsoEarly = submit();
        FakeModel next = swapTo(1, "v1");
        CompletableFuture<ClipResult> late = submit();

        first.answer();
        assertThat(early.get().version()).isEqualTo("v0");
        assertThat(service.open()).isEqualTo(2);
        first.answer();
        assertThat(alsoEarly.get().version()).isEqualTo("v0");
        first.awaitClosed();
        next.answer();
        assertThat(late.get().version()).isEqualTo("v1");
        assertThat(next.timesClosed()).isZero();
    }

    @Test
    void shouldCloseAnOldModelWithoutClipsAtOnce() throws Exception {
        submit();
        first.answer();

        swapTo(1, "v1");

        first.awaitClosed();
    }

    @Test
    void shouldNotCountAClipThatAModelRefused() throws Exception {
        assertThatThrownBy(() -> service.submit(List.of(), new int[0])).isInstanceOf(IllegalArgumentException.class);

        swapTo(1, "v1");

        first.awaitClosed();
    }

    @Test
    void shouldHaveTheFirstClipsWaitForTheModelThatWasAskedForBeforeThem() throws Exception {
        CompletableFuture<Void> swap = use(1, "v1");
        CompletableFuture<ClipResult> clip = submit();
        assertThat(first.clips()).isZero();

        FakeModel next = loaded("v1");
        swap.get();
        next.answer();

        assertThat(clip.get().version()).isEqualTo("v1");
    }

    @Test
    void shouldPassOnThatNobodyWaitsAnyMoreForAClipThatWaitedForAModel() throws Exception {
        CompletableFuture<Void> swap = use(1, "v1");
        CompletableFuture<ClipResult> clip = submit();
        FakeModel next = loaded("v1");
        swap.get();

        clip.cancel(false);

        assertThat(next.cancelled()).isEqualTo(1);
    }

    @Test
    void shouldGiveTheFirstClipsToTheFirstModelWhenTheOneAskedForCannotBeLoaded() throws Exception {
        CompletableFuture<Void> swap = use(1, "v1");
        CompletableFuture<ClipResult> clip = submit();

        cannotLoad("v1", new IOException("no such directory"));

        assertThatThrownBy(swap::get).hasCause(new IOException("no such directory"));
        first.answer();
        assertThat(clip.get().version()).isEqualTo("v0");
    }

    @Test
    void shouldKeepTheOldModelWhateverKeepsTheNewOneFromLoading() throws Exception {
        submit();
        CompletableFuture<Void> swap = use(1, "v1");
        cannotLoad("v1", new OutOfMemoryError("device"));
        assertThatThrownBy(swap::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(OutOfMemoryError.class);

        submit();

        assertThat(first.clips()).isEqualTo(2);
        assertThat(first.timesClosed()).isZero();
        swapTo(2, "v2");
        submit();
        assertThat(first.clips()).isEqualTo(2);
    }

    @Test
    void shouldLoadAModelOnceHoweverOftenItIsAskedFor() throws Exception {
        FakeModel next = swapTo(1, "v1");

        assertThat(use(1, "v1")).isCompleted();
        assertThat(use(0, "v0")).isCompleted();
        assertThat(use(2, "v1")).isCompleted();

        submit();
        assertThat(next.clips()).isEqualTo(1);
        assertThat(begun).containsOnlyKeys("v1");
    }

    @Test
    void shouldTryAModelAgainThatIsAnnouncedAgainAfterItCouldNotBeLoaded() throws Exception {
        CompletableFuture<Void> failed = use(1, "v1");
        cannotLoad("v1", new IOException("no such directory"));
        assertThatThrownBy(failed::get).hasCause(new IOException("no such directory"));
        loads.clear();

        assertThat(use(1, "v1")).isCompleted();
        FakeModel next = swapTo(2, "v1");

        submit();
        assertThat(next.clips()).isEqualTo(1);
    }

    @Test
    void shouldEndWithTheNewestOfTwoAnnouncedAtOnce() throws Exception {
        submit();
        first.answer();
        CompletableFuture<Void> one = use(1, "v1");
        CompletableFuture<Void> two = use(2, "v2");
        FakeModel passing = loaded("v1");
        FakeModel last = loaded("v2");
        one.get();
        two.get();

        submit();

        assertThat(last.clips()).isEqualTo(1);
        passing.awaitClosed();
        first.awaitClosed();
    }

    @Test
    void shouldCloseWhatIsLoadedWhileItCloses() throws Exception {
        CompletableFuture<Void> swap = use(1, "v1");
        awaitLoading("v1");
        CompletableFuture<Void> queued = use(2, "v2");
        FakeModel late = new FakeModel("v1");

        CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);
        assertThatThrownBy(queued::get).isInstanceOf(CancellationException.class);
        load("v1").complete(late);
        closing.get();

        assertThatThrownBy(swap::get).isInstanceOf(CancellationException.class);
        assertThat(late.timesClosed()).isEqualTo(1);
        assertThat(begun).containsOnlyKeys("v1");
    }

    @Test
    void shouldCloseEveryModelOnceEvenThoseWithClips() throws Exception {
        CompletableFuture<ClipResult> early = submit();
        FakeModel next = swapTo(1, "v1");
        submit();

        service.close();
        service.close();

        assertThat(early).isCompletedExceptionally();
        assertThat(first.timesClosed()).isEqualTo(1);
        assertThat(next.timesClosed()).isEqualTo(1);
        assertThat(service.open()).isZero();
    }

    @Test
    void shouldLogNoControlCharactersOfWhatWasAnnounced() throws Exception {
        List<String> lines;
        try (var log = new CapturedLines()) {
            swapTo(1, "v1\n\u001b[2J");
            CompletableFuture<Void> failed = use(2, "v2\u009b2J");
            cannotLoad("v2\u009b2J", new IllegalStateException("no v2\u001b[2J", new IOException("cause\r\n")));
            assertThatThrownBy(failed::get).hasRootCauseMessage("cause\r\n");
            lines = log.lines;
        }

        assertThat(lines)
                .hasSize(2)
                .anyMatch(line -> line.startsWith("model v1??[2J from file:/models/v1??[2J takes over"))
                .anyMatch(line -> line.startsWith("model v2?2J from file:/models/v2?2J cannot take over")
                        && line.contains("IllegalStateException: no v2?[2J")
                        && line.contains("IOException: cause??"))
                .noneMatch(line -> line.replaceAll("[\n\t]", "").chars().anyMatch(Character::isISOControl));
    }

    @Test
    void shouldIgnoreAModelThatIsAskedForOnceItIsClosed() {
        service.close();

        assertThat(use(1, "v1")).isCompleted();
        assertThat(begun).isEmpty();
    }

    private CompletableFuture<ClipResult> submit() {
        return service.submit(List.of(new byte[1]), new int[] {0});
    }

    private CompletableFuture<Void> use(long number, String version) {
        return service.use(new ModelRelease(number, version, "file:/models/" + version));
    }

    private FakeModel swapTo(long number, String version) throws Exception {
        CompletableFuture<Void> swap = use(number, version);
        FakeModel model = loaded(version);
        swap.get();
        return model;
    }

    private FakeModel loaded(String version) {
        FakeModel model = new FakeModel(version);
        load(version).complete(model);
        return model;
    }

    private void cannotLoad(String version, Throwable why) {
        load(version).completeExceptionally(why);
    }

    private void awaitLoading(String version) throws InterruptedException {
        beginning(version).await();
    }

    private ClassificationService open(ModelRelease release) throws Exception {
        beginning(release.version()).countDown();
        try {
            return load(release.version()).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /** Each message that the class logs, with the stack of its failure. */
    private static final class CapturedLines extends AbstractAppender implements AutoCloseable {

        private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
        private final List<String> lines = new CopyOnWriteArrayList<>();

        CapturedLines() {
            super("captured", null, null, true, Property.EMPTY_ARRAY);
            start();
            Configurator.setLevel(HotSwapClassification.class.getName(), Level.INFO);
            context.getLogger(HotSwapClassification.class.getName()).addAppender(this);
        }

        @Override
        public void append(LogEvent event) {
            var stack = new StringWriter();
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(stack));
            }
            lines.add(event.getMessage().getFormattedMessage() + " " + stack);
        }

        @Override
        public void close() {
            context.reconfigure();
            stop();
        }
    }

    private CompletableFuture<FakeModel> load(String version) {
        return loads.computeIfAbsent(version, load -> new CompletableFuture<>());
    }

    private CountDownLatch beginning(String version) {
        return begun.computeIfAbsent(version, load -> new CountDownLatch(1));
    }
}
