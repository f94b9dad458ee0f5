package io.actionstream.page;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.actionstream.page", importOptions = DoNotIncludeTests.class)
class DependencyTest {

    @ArchTest
    static final ArchRule pageIsFedByTheTopicsAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "ai.djl..",
                    "io.actionstream.jobs..",
                    "io.actionstream.operators..",
                    "io.actionstream.inference..");

    /** Bytes from a camera are decoded by Java only. */
    @ArchTest
    static final ArchRule pageReachesNoFfmpeg = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "io.actionstream.media.video..", "javax.imageio..");

    @ArchTest
    static final ArchRule onlyFeedsKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.actionstream.page.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyTheServerKnowsHttp = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.actionstream.page.state..",
                    "io.actionstream.page.live..",
                    "io.actionstream.page.picture..",
                    "io.actionstream.page.judge..",
                    "io.actionstream.page.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..");
}
