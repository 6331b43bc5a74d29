@NullMarked
package coral.hsm.pipeline.internal;

import org.jspecify.annotations.NullMarked;
