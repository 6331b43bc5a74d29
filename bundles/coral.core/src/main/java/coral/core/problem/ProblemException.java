// SPDX-License-Identifier: Apache-2.0
package coral.core.problem;

/** A refusal or failure that a person is to read. Carries a {@link Problem}. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Wraps a problem. */
    public ProblemException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    /** Wraps a problem and keeps what caused it for the log. */
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    /** What is wrong and what to do. */
    public Problem problem() {
        return problem;
    }
}
