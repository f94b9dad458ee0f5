/** The command behind {@code mvn -Pbench}, which measures each part beside its yardstick. */
package io.actionstream.bench;
