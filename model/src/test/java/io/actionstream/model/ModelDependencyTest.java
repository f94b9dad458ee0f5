package io.actionstream.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.actionstream", importOptions = DoNotIncludeTests.class)
class ModelDependencyTest {

    @ArchTest
    static final ArchRule shouldKnowNothingOfFlinkOrKafka =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.flink..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule shouldKnowNothingOfTheModulesThatUseIt = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.actionstream.media..",
                    "io.actionstream.inference..",
                    "io.actionstream.synthetic..",
                    "io.actionstream.operators..",
                    "io.actionstream.jobs..",
                    "io.actionstream.training..");

    @ArchTest
    static final ArchRule shouldSampleAndAssembleInPlainJava = noClasses()
            .that()
            .resideInAPackage("io.actionstream.model.clip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "org.bytedeco..");
}
