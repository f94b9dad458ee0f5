/** Records that flow between the operators, immutable and with explicit types. */
package io.actionstream.operators.records;
