package io.actionstream;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Modules and packages, and the arrows between them. It is here because this module sees all others that have code of their own. */
class StructureTest {

    private static final String ROOT = "io.actionstream.";
    private static final int MOST_CLASSES = 25;

    /** Each module, and the modules that it may use. */
    private static final Map<String, List<String>> MODULES = new TreeMap<>(Map.of(
            "bench", List.of("kernels", "model", "media", "inference", "synthetic", "operators", "training", "jobs"),
            "kernels", List.of(),
            "model", List.of("kernels"),
            "media", List.of("kernels", "model"),
            "inference", List.of("kernels", "model", "media"),
            "synthetic", List.of("media"),
            "operators", List.of("model", "media", "inference"),
            "training", List.of("kernels", "model", "media", "inference", "synthetic"),
            "page", List.of("model", "media"),
            "jobs", List.of("model", "media", "inference", "synthetic", "operators", "page")));

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages("io.actionstream");
    }

    @Test
    void shouldHaveOnlyTheModulesWithArrows() {
        assertThat(arrows(StructureTest::module)).containsOnlyKeys(MODULES.keySet());
    }

    @Test
    void shouldFollowTheArrowsOfTheModules() {
        LayeredArchitecture modules = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String module : MODULES.keySet()) {
            modules = modules.layer(module).definedBy(ROOT + module + "..");
        }
        for (var arrows : MODULES.entrySet()) {
            var layer = modules.whereLayer(arrows.getKey());
            modules = arrows.getValue().isEmpty()
                    ? layer.mayNotAccessAnyLayer()
                    : layer.mayOnlyAccessLayers(arrows.getValue().toArray(String[]::new));
        }
        modules.check(classes);
    }

    @Test
    void shouldHaveNoCycleBetweenPackages() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void shouldKeepPackagesSmall() {
        assertThat(sizes()).allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(MOST_CLASSES));
    }

    /** Prints the structure: modules, packages with their arrows, the largest package and the largest class. */
    @Test
    void shouldPrintTheStructure() throws IOException {
        Map<String, Set<String>> modules = arrows(StructureTest::module);
        Map<String, Long> sizes = sizes();
        Map<Path, Integer> lines = linesOfSources();
        System.out.println("modules\n" + picture(modules));
        System.out.println("packages\n" + picture(arrows(StructureTest::packageName)));
        System.out.println("largest packages " + largest(sizes));
        System.out.println("largest classes " + largest(lines));

        assertThat(modules).isNotEmpty();
        assertThat(sizes).isNotEmpty();
        assertThat(lines).isNotEmpty();
    }

    private interface Part {
        String of(JavaClass type);
    }

    private static String packageName(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static String module(JavaClass type) {
        return packageName(type).replaceFirst("[.].*", "");
    }

    private static Map<String, Set<String>> arrows(Part part) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> targets = arrows.computeIfAbsent(part.of(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getName().startsWith(ROOT) && !part.of(target).equals(part.of(type))) {
                    targets.add(part.of(target));
                }
            }
        }
        return arrows;
    }

    private static Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                sizes.merge(packageName(type), 1L, Long::sum);
            }
        }
        return sizes;
    }

    private static Map<Path, Integer> linesOfSources() throws IOException {
        Map<Path, Integer> lines = new TreeMap<>();
        for (String module : MODULES.keySet()) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    lines.put(file.getFileName(), Files.readAllLines(file).size());
                }
            }
        }
        return lines;
    }

    private static String picture(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + " -> " + String.join(", ", entry.getValue()))
                .collect(joining("\n"));
    }

    private static <N extends Number> String largest(Map<?, N> sizes) {
        return sizes.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().longValue()))
                .limit(3)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(joining(", "));
    }
}
