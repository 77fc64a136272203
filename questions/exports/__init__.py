"""What the programme team takes along: all answers as a workbook, the synthesis as a document."""
