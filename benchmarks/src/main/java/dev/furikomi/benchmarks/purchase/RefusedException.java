package dev.furikomi.benchmarks.purchase;

/** A service refused a call that it had to serve: the scenario fails with what the service said. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
