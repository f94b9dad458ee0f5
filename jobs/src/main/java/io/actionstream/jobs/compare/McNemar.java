package io.actionstream.jobs.compare;

/**
 * McNemar's test (Psychometrika 12, 1947) with its exact p-value: if both are as often right, each of the clips of which
 * only one is right is as likely to be the one's as the other's. So of {@code n = b + c} clips, {@code b} of them the
 * left's, {@code p = min(1, 2 * sum(i = 0 .. min(b, c)) C(n, i) / 2^n)} (Agresti, Categorical Data Analysis, section on
 * comparing dependent proportions).
 */
final class McNemar {

    private McNemar() {}

    /**
     * The probability of a difference that is as large by chance.
     *
     * @param leftOnly clips of which only the left label is right
     * @param rightOnly clips of which only the right label is right
     */
    static double pValue(long leftOnly, long rightOnly) {
        long n = leftOnly + rightOnly;
        double logTerm = -n * Math.log(2); // of C(n, i) / 2^n, which is below the smallest double for large n
        double sum = Math.exp(logTerm);
        for (long i = 1; i <= Math.min(leftOnly, rightOnly); i++) {
            logTerm += Math.log((double) (n - i + 1) / i);
            sum += Math.exp(logTerm);
        }
        return Math.min(1, 2 * sum);
    }
}
