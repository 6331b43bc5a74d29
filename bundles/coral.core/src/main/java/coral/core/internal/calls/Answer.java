// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.calls;

/** What came of a question. */
public sealed interface Answer<T> {
    /** It was answered. */
    record Given<T>(T value) implements Answer<T> {}

    /** It was answered with an exception or error, or could not be asked. */
    record Failed<T>(Throwable why) implements Answer<T> {}

    /** It was not answered in time. */
    record Late<T>() implements Answer<T> {}
}
