// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

/** How a copy ended, unless it threw. */
public sealed interface CopyResult {
    /**
     * All of it was read, hashed and written; nothing is durable yet.
     *
     * @param content what was copied
     */
    record Copied(Content content) implements CopyResult {}

    /** It was stopped by its cancel token; what the sink holds is a part. */
    record Canceled() implements CopyResult {}
}
