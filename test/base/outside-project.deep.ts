/* Programs of a project, as the executable finds them. */
import './outside-project.test.ts';
