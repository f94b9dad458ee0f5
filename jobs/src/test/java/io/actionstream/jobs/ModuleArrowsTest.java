package io.actionstream.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.actionstream", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {

    @ArchTest
    static final ArchRule jobsDoNotTrain =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.actionstream.training..");

    @ArchTest
    static final ArchRule nothingBelowKnowsOfJobs = noClasses()
            .that()
            .resideOutsideOfPackage("io.actionstream.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.actionstream.jobs..");

    @ArchTest
    static final ArchRule operatorsDoNotKnowKafka = noClasses()
            .that()
            .resideInAPackage("io.actionstream.operators..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

    /** Bytes from a camera are decoded by Java only; the JDK's class of standard Huffman tables holds numbers. */
    @ArchTest
    static final ArchRule theJobReachesNoFfmpegAndNoImageIo = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.actionstream.jobs.run..",
                    "io.actionstream.jobs.kafka..",
                    "io.actionstream.jobs.wire..",
                    "io.actionstream.operators..")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.bytedeco..", "io.actionstream.media.video..", "javax.imageio", "com.sun.imageio..");

    @ArchTest
    static final ArchRule onlyTheDemoBringsABroker = noClasses()
            .that()
            .resideOutsideOfPackage("io.actionstream.jobs.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("kafka..");
}
