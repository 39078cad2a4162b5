//! Summarizers that choose sentences which say together what the whole says.

mod centroid;
mod submodular;

use synoptic_plugin_sdk::export_summarizers;

export_summarizers!(centroid::Centroid, submodular::Submodular);

#[cfg(test)]
mod tests {
    use synoptic_plugin_sdk::testing::conformance::assert_conforms;

    use super::*;

    #[test]
    fn centroid_conforms() {
        assert_conforms::<centroid::Centroid>();
    }

    #[test]
    fn submodular_conforms() {
        assert_conforms::<submodular::Submodular>();
    }
}
