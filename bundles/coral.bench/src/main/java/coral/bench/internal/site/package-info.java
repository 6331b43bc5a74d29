/** Where benchmarks run: files, processes, rivals. */
@NullMarked
package coral.bench.internal.site;

import org.jspecify.annotations.NullMarked;
