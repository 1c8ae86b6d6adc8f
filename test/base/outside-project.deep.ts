/* Programs of a project, as the executable finds them. */
import './apart.test.ts';
