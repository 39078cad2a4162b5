//! Stationary scores of a walk over a weighted graph.

/// A symmetric graph with weights of 0 or more, as what it does to a vector.
pub trait Graph {
    /// How many nodes it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Multiplies its weights with a vector: `result[i]` becomes the sum of `weight(i, j) * vector[j]`.
    fn multiply(&self, vector: &[f64], result: &mut [f64]);
}

/// How the walk goes.
#[derive(Debug, Clone, Copy)]
pub struct PageRank {
    /// The chance to follow an edge rather than to jump, `d` of Brin & Page (1998).
    pub damping: f64,
    /// The walk has settled when no score changes by more than this share of the mean.
    pub tolerance: f64,
    /// The most steps it takes; with damping 0.85 a hundred reach a tolerance of 1e-7.
    pub steps_max: usize,
}

impl PageRank {
    /// The scores of all nodes; they sum to 1. `jumps` are the chances to jump to each node, uniform when `None`.
    /// `go_on` is asked before each step; the scores so far are the answer once it says no.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    pub fn scores(
        &self,
        graph: &impl Graph,
        jumps: Option<&[f64]>,
        mut go_on: impl FnMut() -> bool,
    ) -> Vec<f64> {
        let count = graph.len();
        let uniform = 1.0 / count.max(1) as f64;
        let mut scores = vec![uniform; count];
        let mut degrees = vec![0.0; count];
        graph.multiply(&vec![1.0; count], &mut degrees);
        let mut outgoing = vec![0.0; count];
        let mut incoming = vec![0.0; count];
        for _ in 0..self.steps_max {
            if !go_on() {
                break;
            }
            let mut lost = 0.0;
            for ((out, score), degree) in outgoing.iter_mut().zip(&scores).zip(&degrees) {
                // Rounding leaves tiny degrees where there is no edge.
                let linked = *degree > 1e-9;
                *out = if linked { score / degree } else { 0.0 };
                lost += if linked { 0.0 } else { *score };
            }
            graph.multiply(&outgoing, &mut incoming);
            let mut change: f64 = 0.0;
            for (node, score) in scores.iter_mut().enumerate() {
                let jump = jumps.map_or(uniform, |jumps| jumps[node]);
                let next = (1.0 - self.damping) * jump + self.damping * (incoming[node] + lost * jump);
                change = change.max((next - *score).abs());
                *score = next;
            }
            if change <= self.tolerance * uniform {
                break;
            }
        }
        scores
    }
}
