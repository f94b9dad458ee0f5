package io.actionstream.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.options.RunOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEnvironmentTest {

    private static final String JOB = "--flink.$internal.pipeline.job-id=00000000000000000000000000000001";

    /** In application mode with high availability, where Flink fixes the job's id, the program is run with each takeover. */
    @ParameterizedTest
    @CsvSource({
        JOB + ", --flink.high-availability.type=kubernetes, true",
        JOB + ", --flink.high-availability.type=zookeeper, true",
        JOB + ", --flink.high-availability.type=NONE, false",
        JOB + ", --window=500, false",
        "--window=500, --flink.high-availability.type=kubernetes, false",
        "--window=500, --report=1s, false",
    })
    void shouldKnowWhereItMayRunBesideItsOwnJob(String one, String other, boolean takesOver) {
        assertThat(JobEnvironment.takesOver(JobEnvironment.of(RunOptions.parse(one, other))))
                .isEqualTo(takesOver);
    }
}
