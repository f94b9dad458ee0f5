/** Figures with their yardsticks and goals, as a table. */
package io.actionstream.bench.report;
