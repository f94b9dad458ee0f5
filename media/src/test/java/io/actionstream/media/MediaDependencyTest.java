package io.actionstream.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.actionstream.media", importOptions = DoNotIncludeTests.class)
class MediaDependencyTest {

    @ArchTest
    static final ArchRule shouldKnowNothingOfPyTorchFlinkOrKafka = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "org.apache.flink..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule shouldReachFfmpegForVideoOnly = noClasses()
            .that()
            .resideOutsideOfPackage("io.actionstream.media.video..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule shouldDecodePngsInPlainJava = classes()
            .that()
            .resideInAPackage("io.actionstream.media.png..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..", "java.util..", "io.actionstream.media.image..", "io.actionstream.media.png..");
}
