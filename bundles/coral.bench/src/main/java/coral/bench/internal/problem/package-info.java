/** What goes wrong with benchmarks. */
@NullMarked
package coral.bench.internal.problem;

import org.jspecify.annotations.NullMarked;
