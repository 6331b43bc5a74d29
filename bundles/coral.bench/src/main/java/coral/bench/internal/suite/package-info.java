/** The benchmarks, and the rivals they need. */
@NullMarked
package coral.bench.internal.suite;

import org.jspecify.annotations.NullMarked;
