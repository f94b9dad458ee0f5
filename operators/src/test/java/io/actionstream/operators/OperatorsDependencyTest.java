package io.actionstream.operators;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.actionstream.operators", importOptions = DoNotIncludeTests.class)
class OperatorsDependencyTest {

    @ArchTest
    static final ArchRule shouldKnowNothingOfKafka =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule shouldKnowNothingOfTheConnectors =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink.connector..");

    @ArchTest
    static final ArchRule shouldKnowNothingOfJobsAndTraining = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.actionstream.jobs..", "io.actionstream.training..");

    @ArchTest
    static final ArchRule shouldKeepRecordsFreeOfOperators = noClasses()
            .that()
            .resideInAPackage("io.actionstream.operators.records..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.actionstream.operators..")
                    .and(not(resideInAPackage("io.actionstream.operators.records.."))));
}
