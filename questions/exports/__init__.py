"""What the programme team takes along: answers as a workbook, the synthesis as document and in print."""
