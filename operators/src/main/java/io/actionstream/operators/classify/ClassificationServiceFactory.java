package io.actionstream.operators.classify;

import io.actionstream.inference.ClassificationService;
import java.io.Serializable;

/** Opens the classification service on the machine that classifies. */
@FunctionalInterface
public interface ClassificationServiceFactory extends Serializable {

    /**
     * A service that the caller closes; several may share what is behind it.
     *
     * @throws IllegalArgumentException when it asks for what the machine has not, such as a device; a job that finds this
     *     out when it starts does not start again
     */
    ClassificationService open() throws Exception;
}
