"""What talks and deadlines share: inventory, attachment, modality, labels."""
