package dev.furikomi.order.http;

/** Ends a request with a problem, thrown at the HTTP edge only. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.reason(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
