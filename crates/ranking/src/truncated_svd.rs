//! The strongest directions of a matrix of sentences by terms.

use crate::{TermVectors, noise};

/// The greatest singular values of a matrix of sentences by terms, and where each sentence stands along their directions.
///
/// Found by randomized subspace iteration: Halko, Martinsson & Tropp, "Finding Structure with Randomness", SIAM Review 53
/// (2011), algorithm 4.4. Exact where the matrix has no more than twelve rows or columns, or no greater rank; else the nearer
/// the ends of a gap in the singular values, the less. The test matrix is always the same, of numbers spread evenly in place
/// of Gaussian ones. Time and memory are linear in the number of terms.
#[derive(Debug)]
pub struct TruncatedSvd {
    singular_values: Vec<f64>,
    coordinates: Vec<[f32; Self::RANK_MAX]>,
}

/// How many directions are followed to find the strongest ones: more than are asked for, so that those are right.
const FOLLOWED: usize = 12;

/// How often the matrix and its transpose are applied. The paper finds 1 or 2 enough where singular values fall slowly, as
/// those of texts do.
const ITERATIONS: usize = 2;

/// A direction whose share of its squared length that is new is below this is the sum of others.
const NEW_MIN: f64 = 1e-8;

/// A tall matrix with a column for each direction.
type Panel = Vec<[f32; FOLLOWED]>;

type Square = [[f64; FOLLOWED]; FOLLOWED];

impl TruncatedSvd {
    /// The most directions that are found.
    pub const RANK_MAX: usize = 8;

    /// Decomposes. `go_on` is asked before each iteration; once it says no, the answer is a worse approximation.
    #[expect(clippy::cast_possible_truncation, reason = "coordinates are at most 1")]
    pub fn new(vectors: &TermVectors, mut go_on: impl FnMut() -> bool) -> Self {
        let mut basis = product(vectors, &test_matrix(vectors.term_count()));
        orthonormalize(&mut basis);
        for _ in 0..ITERATIONS {
            if !go_on() {
                break;
            }
            basis = product(vectors, &transposed_product(vectors, &basis));
            orthonormalize(&mut basis);
        }
        let (squares, directions) = eigen(gram(&transposed_product(vectors, &basis)));
        let singular_values = squares.iter().take(Self::RANK_MAX).map(|square| square.max(0.0).sqrt());
        let along = |row: &[f32; FOLLOWED], direction: &[f64; FOLLOWED]| -> f32 {
            row.iter().zip(direction).map(|(&a, b)| f64::from(a) * b).sum::<f64>() as f32
        };
        let coordinates = basis.iter().map(|row| std::array::from_fn(|rank| along(row, &directions[rank])));
        Self { singular_values: singular_values.collect(), coordinates: coordinates.collect() }
    }

    /// The greatest singular values, falling; 0 where the matrix has no more.
    pub fn singular_values(&self) -> &[f64] {
        &self.singular_values
    }

    /// Where a sentence stands along each direction: a row of the singular vectors.
    pub fn coordinates(&self, sentence: usize) -> &[f32] {
        &self.coordinates[sentence]
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a number from -1 to 1")]
fn test_matrix(terms: usize) -> Panel {
    let entry =
        |term: usize, column: usize| (2.0 * noise::fraction((term * FOLLOWED + column) as u64) - 1.0) as f32;
    (0..terms).map(|term| std::array::from_fn(|column| entry(term, column))).collect()
}

/// The matrix times a panel of terms: a panel of sentences.
fn product(vectors: &TermVectors, terms: &Panel) -> Panel {
    let mut sentences = vec![[0.0; FOLLOWED]; vectors.len()];
    for (row, sentence) in vectors.rows().zip(&mut sentences) {
        for &(term, weight) in row {
            add(sentence, weight, &terms[term as usize]);
        }
    }
    sentences
}

/// The matrix's transpose times a panel of sentences: a panel of terms.
fn transposed_product(vectors: &TermVectors, sentences: &Panel) -> Panel {
    let mut terms = vec![[0.0; FOLLOWED]; vectors.term_count()];
    for (row, sentence) in vectors.rows().zip(sentences) {
        for &(term, weight) in row {
            add(&mut terms[term as usize], weight, sentence);
        }
    }
    terms
}

fn add(sum: &mut [f32; FOLLOWED], weight: f32, row: &[f32; FOLLOWED]) {
    for (value, other) in sum.iter_mut().zip(row) {
        *value += weight * other;
    }
}

/// The products of a panel's columns with each other.
fn gram(panel: &Panel) -> Square {
    let mut products = [[0.0; FOLLOWED]; FOLLOWED];
    for row in panel {
        let row = row.map(f64::from);
        for (products, a) in products.iter_mut().zip(&row) {
            for (product, b) in products.iter_mut().zip(&row) {
                *product += a * b;
            }
        }
    }
    products
}

/// Makes the columns of a panel perpendicular and of length 1, by the Cholesky factor of their products. A column that is the
/// sum of those before it becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "a panel has single precision")]
fn orthonormalize(panel: &mut Panel) {
    let products = gram(panel);
    let mut factor = [[0.0; FOLLOWED]; FOLLOWED];
    let mut scales = [0.0; FOLLOWED];
    for column in 0..FOLLOWED {
        let left = |other: usize| -> f64 {
            let known: f64 =
                factor[..column].iter().map(|row: &[f64; FOLLOWED]| row[column] * row[other]).sum();
            products[column][other] - known
        };
        let new = left(column);
        if new <= NEW_MIN * products[column][column] {
            continue;
        }
        scales[column] = 1.0 / new.sqrt();
        let row =
            std::array::from_fn(|other| if other > column { left(other) * scales[column] } else { 0.0 });
        factor[column] = row;
    }
    let factor = factor.map(|row| row.map(|value| value as f32));
    let scales = scales.map(|value| value as f32);
    for row in panel {
        for column in 0..FOLLOWED {
            row[column] *= scales[column];
            let value = row[column];
            add(row, -value, &factor[column]);
        }
    }
}

/// The eigenvalues of a symmetric matrix, falling, with a row for the eigenvector of each: Jacobi's method.
fn eigen(mut matrix: Square) -> ([f64; FOLLOWED], Square) {
    /// What is left beside the diagonal, as a share of what is on it.
    const TOLERANCE: f64 = 1e-18;
    /// Jacobi's method doubles the digits with each round; six are usual.
    const ROUNDS_MAX: usize = 30;
    let mut vectors: Square =
        std::array::from_fn(|row| std::array::from_fn(|column| if row == column { 1.0 } else { 0.0 }));
    for _ in 0..ROUNDS_MAX {
        let square = |row: usize, column: usize| matrix[row][column] * matrix[row][column];
        let on: f64 = (0..FOLLOWED).map(|index| square(index, index)).sum();
        let beside: f64 =
            (0..FOLLOWED).map(|row| (0..row).map(|column| square(row, column)).sum::<f64>()).sum();
        if beside <= TOLERANCE * on {
            break;
        }
        for p in 0..FOLLOWED {
            for q in p + 1..FOLLOWED {
                rotate(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    let mut order: [usize; FOLLOWED] = std::array::from_fn(|index| index);
    order.sort_by(|&a, &b| matrix[b][b].total_cmp(&matrix[a][a]));
    (order.map(|index| matrix[index][index]), order.map(|index| vectors[index]))
}

/// Turns the plane of two axes so that the matrix has 0 where they meet.
fn rotate(matrix: &mut Square, vectors: &mut Square, p: usize, q: usize) {
    let meeting = matrix[p][q];
    if meeting == 0.0 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * meeting);
    let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    let turn = |a: &mut f64, b: &mut f64| (*a, *b) = (cosine * *a - sine * *b, sine * *a + cosine * *b);
    for rows in [&mut *matrix, vectors] {
        let (before, after) = rows.split_at_mut(q);
        before[p].iter_mut().zip(&mut after[0]).for_each(|(a, b)| turn(a, b));
    }
    for row in matrix {
        let (before, after) = row.split_at_mut(q);
        turn(&mut before[p], &mut after[0]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svd(sentences: &[&[u32]]) -> TruncatedSvd {
        let vectors = TermVectors::count(sentences.iter().map(|terms| terms.iter().copied()), 40);
        TruncatedSvd::new(&vectors, || true)
    }

    #[track_caller]
    fn assert_near(found: &[f64], expected: &[f64]) {
        let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-3);
        assert!(found.len() == expected.len() && near, "{found:?} isn't {expected:?}");
    }

    #[test]
    fn finds_the_singular_values_of_a_matrix_with_known_ones() {
        // [[1, 1, 0], [0, 1, 1]]: its squares with its transpose are [[2, 1], [1, 2]], with the eigenvalues 3 and 1.
        let svd = svd(&[&[0, 1], &[1, 2]]);
        assert_near(svd.singular_values(), &[3_f64.sqrt(), 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        let half = 0.5_f64.sqrt();
        let sizes: Vec<f64> = svd.coordinates(0)[..2].iter().map(|&value| f64::from(value.abs())).collect();
        assert_near(&sizes, &[half, half]);
        assert!(
            svd.coordinates(0)[0] * svd.coordinates(1)[0] > 0.0,
            "the sentences share the first direction"
        );
        assert!(svd.coordinates(0)[1] * svd.coordinates(1)[1] < 0.0, "the second one parts them");
    }

    #[test]
    fn finds_the_strongest_of_many_directions() {
        // Sentence i holds a term of its own i + 1 times: the singular values are 1 to 40.
        let sentences: Vec<Vec<u32>> = (0..40).map(|index| vec![index; index as usize + 1]).collect();
        let vectors = TermVectors::count(sentences, 40);
        let svd = TruncatedSvd::new(&vectors, || true);
        let (first, third) = (svd.singular_values()[0], svd.singular_values()[2]);
        assert!((first - 40.0).abs() < 0.4 && (third - 38.0).abs() < 2.0, "{:?}", svd.singular_values());
        assert!(svd.coordinates(39)[0].abs() > 0.9);
    }

    #[test]
    fn has_no_directions_where_there_are_no_terms() {
        assert_near(svd(&[&[], &[]]).singular_values(), &[0.0; 8]);
        assert_near(svd(&[]).singular_values(), &[0.0; 8]);
    }
}
