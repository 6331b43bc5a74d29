@NullMarked
package coral.hsm.posix.internal;

import org.jspecify.annotations.NullMarked;
