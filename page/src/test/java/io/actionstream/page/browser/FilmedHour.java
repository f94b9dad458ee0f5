package io.actionstream.page.browser;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.page.state.Clip;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.Figures.ClassFigures;
import io.actionstream.page.state.Figures.Confusion;
import io.actionstream.page.state.Score;
import io.actionstream.synthetic.SyntheticVideo;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** An hour of generated people before cameras, with the answers of a model that became better twice. The same in each run but for its times. */
final class FilmedHour {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final int PICTURES = 20;
    private static final int PICTURE_MILLIS = 600;
    private static final int CLIPS = 500;
    private static final int TAKES = 12;
    private static final int JPEG_QUALITY = 85;
    private static final SceneOptions SCENE = new SceneOptions(640, 480);
    private static final Map<Integer, List<byte[]>> FILMS = new HashMap<>();
    private static final SyntheticAction[] ACTIONS = SyntheticAction.values();
    private static final List<String> LABELS = SyntheticAction.labels();

    private final Cameras cameras;
    private final List<String> names;
    private final Random random = new Random(22);
    private final long now = Cameras.now();

    private FilmedHour(Cameras cameras, List<String> names) {
        this.cameras = cameras;
        this.names = names;
    }

    /** Shows it at cameras of these names. */
    static void show(Cameras cameras, List<String> names) {
        for (int camera = 0; camera < names.size(); camera++) { // which takes longer than a camera may be silent
            FILMS.computeIfAbsent(camera, number -> pictures(number, action(number, HOUR)));
        }
        FilmedHour hour = new FilmedHour(cameras, names);
        for (long at = hour.now - HOUR + MINUTE; at < hour.now; at += MINUTE / 2) {
            hour.halfMinute(at);
        }
        for (int camera = 0; camera < names.size(); camera++) {
            hour.film(camera);
        }
        for (int camera = 0; camera < names.size(); camera++) {
            hour.lastClips(camera);
        }
    }

    private void halfMinute(long at) {
        cameras.state().figures(figures(at), at);
        for (int camera = 0; camera < names.size(); camera++) {
            if (at > now - 4 * MINUTE && isSilent(camera)) {
                continue;
            }
            SyntheticAction action = action(camera, at - now + HOUR);
            boolean right = random.nextDouble() < accuracy(at);
            String label = right ? action.label() : confusedWith(action);
            double confidence = right ? 0.62 + 0.36 * random.nextDouble() : 0.47 + 0.12 * random.nextDouble();
            boolean told = camera % 4 != 3;
            cameras.state().clip(clip(camera, at, label, confidence, told ? action.label() : null), at);
            cameras.state().figures(figures(names.get(camera), accuracy(at) - 0.02 * (camera % 5)), at);
            if (right && random.nextDouble() < 0.18) {
                boolean goesOn = at + MINUTE / 2 >= now && !isSilent(camera);
                long start = at - 20_000 - random.nextInt(70_000);
                cameras.event(names.get(camera), goesOn ? Phase.UPDATE : Phase.END, label, start, at, confidence);
            }
            if (random.nextDouble() < 0.01) {
                cameras.state().rejected(names.get(camera), "truncated", true, at);
            }
        }
    }

    /** The last pictures of a camera, of the action that its last clip has as its truth. */
    private void film(int camera) {
        List<byte[]> film = FILMS.get(camera);
        long last = isSilent(camera) ? now - 4 * MINUTE : now;
        String name = names.get(camera);
        for (int picture = 0; picture < PICTURES; picture++) {
            long at = last - (long) (PICTURES - 1 - picture) * PICTURE_MILLIS;
            cameras.state().frame(name, at);
            if (cameras.state().pictures().offer(name, at, film.get(picture))) {
                cameras.state().picture(name, at);
            }
        }
        if (isBroken(camera)) {
            cameras.state().rejected(name, "truncated", true, now);
        }
    }

    /** Pictures of the brightest of a few people and scenes. */
    private static List<byte[]> pictures(int camera, SyntheticAction action) {
        SyntheticVideo brightest = IntStream.range(0, TAKES)
                .mapToObj(take -> new SyntheticVideo(100 + camera * TAKES + take, action, SCENE))
                .max(Comparator.comparingLong(video -> brightness(video.frame(0))))
                .orElseThrow();
        FrameEncoder encoder = new FrameEncoder(JPEG_QUALITY);
        return IntStream.range(0, PICTURES)
                .mapToObj(picture -> encoder.encode(rgb(brightest.frame((long) picture * PICTURE_MILLIS))))
                .toList();
    }

    private static long brightness(BufferedImage image) {
        long sum = 0;
        for (byte value : rgb(image).pixels()) {
            sum += value & 0xff;
        }
        return sum;
    }

    /** Two clips of the pictures; every third camera has one that the model is not sure of. */
    private void lastClips(int camera) {
        if (isSilent(camera) || isBroken(camera)) {
            return;
        }
        SyntheticAction action = action(camera, HOUR);
        boolean unsure = camera % 3 == 0;
        double confidence = unsure ? 0.36 + 0.01 * camera : 0.71 + 0.02 * camera;
        String truth = camera % 4 == 3 || unsure ? null : action.label();
        String label = camera == 5 ? confusedWith(action) : action.label();
        cameras.state().clip(clip(camera, now - 6000, action.label(), confidence, truth), now);
        cameras.state().clip(clip(camera, now - 400, label, confidence + 0.02, truth), now);
    }

    private static RgbImage rgb(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        int place = 0;
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            rgb[place++] = (byte) (pixel >> 16);
            rgb[place++] = (byte) (pixel >> 8);
            rgb[place++] = (byte) pixel;
        }
        return new RgbImage(rgb, image.getWidth(), image.getHeight());
    }

    private boolean isBroken(int camera) {
        return camera == names.size() - 2;
    }

    private boolean isSilent(int camera) {
        return camera == names.size() - 4;
    }

    private static SyntheticAction action(int camera, long time) {
        long stretch = time / (7 * MINUTE + camera * 20_000L);
        return ACTIONS[(int) ((camera * 3L + stretch * (1 + camera % 3)) % ACTIONS.length)];
    }

    private static String confusedWith(SyntheticAction action) {
        return LABELS.get((action.ordinal() * 3 + 1) % LABELS.size());
    }

    private double accuracy(long at) {
        double wave = 0.02 * Math.sin(at / 200_000.0) + 0.012 * Math.sin(at / 61_000.0);
        return (at < now - 42 * MINUTE ? 0.66 : at < now - 16 * MINUTE ? 0.78 : 0.89) + wave;
    }

    private String model(long at) {
        return at < now - 42 * MINUTE ? "synthetic-1" : at < now - 16 * MINUTE ? "synthetic-2" : "synthetic-3";
    }

    private Clip clip(int camera, long end, String label, double confidence, String truth) {
        List<Score> top = new ArrayList<>(List.of(new Score(label, (float) confidence)));
        double rest = 1 - confidence;
        for (int other = 1; top.size() < 4; other++) {
            String next = LABELS.get((LABELS.indexOf(label) + other * 3) % LABELS.size());
            double part = Math.min(
                    rest * (confidence < 0.46 ? 0.55 : 0.6),
                    top.get(top.size() - 1).confidence() - 0.01);
            rest -= part;
            top.add(new Score(next, (float) part));
        }
        return new Clip(
                names.get(camera),
                end - Cameras.CLIP_MILLIS,
                end,
                label,
                (float) confidence,
                top,
                truth,
                model(end),
                120 + random.nextInt(70));
    }

    private static Figures figures(String camera, double accuracy) {
        int clips = 40;
        int correct = (int) Math.round(clips * accuracy);
        return new Figures(
                camera, clips, correct, (double) correct / clips, List.of(), new Confusion(List.of(), List.of()));
    }

    private Figures figures(long at) {
        int size = LABELS.size();
        List<List<Integer>> counts = new ArrayList<>();
        List<ClassFigures> classes = new ArrayList<>();
        Random shape = new Random(5);
        int correct = 0;
        int[] columns = new int[size];
        for (int truth = 0; truth < size; truth++) {
            Integer[] row = new Integer[size];
            int support = CLIPS / size - 4 + shape.nextInt(9);
            Arrays.fill(row, 0);
            int wrong = (int) Math.round(support * (1 - accuracy(at)) * (0.3 + 1.6 * shape.nextDouble()));
            row[(truth * 3 + 1) % size] += wrong * 2 / 3;
            row[(truth + 4) % size] += wrong - wrong * 2 / 3;
            row[truth] += Math.max(0, support - wrong);
            correct += row[truth];
            for (int label = 0; label < size; label++) {
                columns[label] += row[label];
            }
            counts.add(List.of(row));
        }
        int all = 0;
        for (int label = 0; label < size; label++) {
            int support = counts.get(label).stream().mapToInt(Integer::intValue).sum();
            int right = counts.get(label).get(label);
            all += support;
            classes.add(new ClassFigures(
                    LABELS.get(label),
                    support,
                    columns[label] == 0 ? null : (double) right / columns[label],
                    support == 0 ? null : (double) right / support));
        }
        return new Figures(
                Figures.ALL, all, correct, (double) correct / Math.max(1, all), classes, new Confusion(LABELS, counts));
    }
}
