/** Training: recipe, steps, epochs, and the run's folder, from which training resumes. */
package io.actionstream.training.fit;
