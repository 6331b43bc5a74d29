/** Services of other bundles that are used while they are there. */
@NullMarked
package coral.core.internal.service;

import org.jspecify.annotations.NullMarked;
