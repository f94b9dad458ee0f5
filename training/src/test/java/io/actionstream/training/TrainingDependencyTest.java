package io.actionstream.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.actionstream",
        importOptions = {DoNotIncludeTests.class, TrainingDependencyTest.NoTestJars.class})
class TrainingDependencyTest {

    @ArchTest
    static final ArchRule shouldKnowNothingOfFlinkOrKafka =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.flink..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule shouldKnowOnlyTheModel = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.actionstream.operators..", "io.actionstream.jobs..");

    @ArchTest
    static final ArchRule shouldKeepCommandsOnTop = noClasses()
            .that()
            .resideInAnyPackage("..training.data..", "..training.evaluate..", "..training.fit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..training.commands..");

    /** Leaves out the fixtures of other modules, which a build of packages brings as jars. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
