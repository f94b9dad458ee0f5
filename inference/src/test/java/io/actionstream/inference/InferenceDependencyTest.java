package io.actionstream.inference;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

@AnalyzeClasses(
        packages = "io.actionstream",
        importOptions = {DoNotIncludeTests.class, InferenceDependencyTest.NoTestJars.class})
class InferenceDependencyTest {

    @ArchTest
    static final ArchRule shouldKnowNothingOfFlinkOrKafka =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.flink..", "org.apache.kafka..");

    /**
     * In the job's processes, bytes from a camera are parsed and decoded by memory-safe code only. Whatever the classes reach that
     * read an image must be safe; {@code FrameEncoder}, which writes frames by ImageIO for publishing and generating, they must
     * not reach. The JDK's Huffman tables are plain data.
     */
    @ArchTest
    static final ArchRule shouldDecodeImagesInMemorySafeCode = classes()
            .that(readImages())
            .should(reachNothingThat(resideInAnyPackage(
                            "org.bytedeco..", "ai.djl..", "com.sun..", "sun..", "java.awt..", "javax.imageio..")
                    .and(not(type(JPEGHuffmanTable.class)))
                    .or(simpleName("FrameEncoder"))
                    .or(simpleName("Unsafe"))));

    /** The image packages with the kernels, and in others whatever decodes or shares the work; the classifier that takes the pixels reaches PyTorch. */
    private static DescribedPredicate<JavaClass> readImages() {
        return resideInAnyPackage(
                        "io.actionstream.media.jpeg..",
                        "io.actionstream.media.png..",
                        "io.actionstream.media.image..",
                        "io.actionstream.kernels..")
                .or(resideInAPackage("io.actionstream.media.frame..").and(not(simpleName("FrameEncoder"))))
                .or(resideInAPackage("io.actionstream.inference..")
                        .and(nameMatching(".*[.](DecodeTeam|SharedDecoding).*")))
                .as("that read images");
    }

    /** Follows dependencies of a class through classes of this project. */
    private static ArchCondition<JavaClass> reachNothingThat(DescribedPredicate<JavaClass> unsafe) {
        return new ArchCondition<>("reach nothing that " + unsafe.getDescription()) {
            @Override
            public void check(JavaClass start, ConditionEvents events) {
                Set<JavaClass> seen = new HashSet<>(Set.of(start));
                Deque<JavaClass> open = new ArrayDeque<>(seen);
                while (!open.isEmpty()) {
                    for (Dependency dependency : open.remove().getDirectDependenciesFromSelf()) {
                        JavaClass target = dependency.getTargetClass().getBaseComponentType();
                        if (unsafe.test(target)) {
                            events.add(violated(start, start.getName() + " reaches: " + dependency.getDescription()));
                        }
                        if (target.getPackageName().startsWith("io.actionstream") && seen.add(target)) {
                            open.add(target);
                        }
                    }
                }
            }
        };
    }

    /** Leaves out the fixtures of other modules, which a build of packages brings as jars. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
