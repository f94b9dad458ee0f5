/** The program {@code actionstream} and its entry points: the launcher's and the cluster's. */
package io.actionstream.jobs;
