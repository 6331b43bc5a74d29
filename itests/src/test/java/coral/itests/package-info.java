/** Tests of the whole: the house's rules, the bundles in Felix, and the unpacked distribution from outside. */
@NullMarked
package coral.itests;

import org.jspecify.annotations.NullMarked;
