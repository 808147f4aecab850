package dev.furikomi.bank.http;

/** Ends a request with a problem where a refusal is found too deep to be returned, such as in a request filter. */
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
